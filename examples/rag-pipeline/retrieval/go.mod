module retrieval

go 1.19
