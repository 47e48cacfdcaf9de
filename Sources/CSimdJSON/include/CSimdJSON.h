int simdjson_placeholder(void);
