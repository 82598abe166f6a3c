select key, version, at from state where key >= @from and key < @to and at < @before and value is not null;
