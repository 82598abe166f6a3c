update state set version = version + 1, value = @value, at = @at
where key = @key and version = @expected and value is not null;
