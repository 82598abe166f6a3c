select key, version, value from state where key >= @from and key < @to and value is not null;
