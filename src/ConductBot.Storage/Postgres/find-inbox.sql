select status, body from inbox where key = @key;
