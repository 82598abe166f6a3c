delete from inbox where at < @before;
