select version, value from state where key = @key and value is not null;
