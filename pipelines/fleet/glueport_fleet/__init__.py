"""What the DAG of the fleet is made of: one module for each thing."""
