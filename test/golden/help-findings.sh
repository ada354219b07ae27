carepath help findings
