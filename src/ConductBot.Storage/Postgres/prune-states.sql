delete from state where value is null and at < @before;
