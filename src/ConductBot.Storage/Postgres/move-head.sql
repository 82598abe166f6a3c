update stream set version = @version, hash = @hash where name = @stream and version = @expected;
