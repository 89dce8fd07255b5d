package cloudjar.services.iam;

/** The name by which an account is known in addresses of the console; unique among all accounts. */
record AccountAlias(String account) {}
