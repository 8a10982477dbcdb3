"""Pages of the dashboard, one module for each address; ``posture.app.routes`` lists them."""
