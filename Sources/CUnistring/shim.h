#include <unictype.h>
