"""Login: the mask (maske), what a tab remembers (sitzung), the cookies and the routes that set and end them."""
