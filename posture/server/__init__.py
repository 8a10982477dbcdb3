"""Guards of every request to the dashboard: known hosts, security headers, open files, and a short log."""
