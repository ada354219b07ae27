carepath help man
