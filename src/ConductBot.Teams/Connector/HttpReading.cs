namespace ConductBot.Teams;

internal static class HttpReading
{
    extension(HttpContent content)
    {
        /// <summary>The whole of it, unpacked; null as soon as it turns out to be larger than this.</summary>
        public async Task<byte[]?> ReadAtMostAsync(int mostBytes, CancellationToken cancellationToken)
        {
            if (content.Headers.ContentLength > mostBytes)
            {
                return null;
            }

            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            using var read = new MemoryStream();
            var some = new byte[64 * 1024];
            int count;
            while ((count = await stream.ReadAsync(some, cancellationToken)) > 0)
            {
                if (read.Length + count > mostBytes)
                {
                    return null;
                }

                read.Write(some, 0, count);
            }

            return read.ToArray();
        }
    }
}

/// <summary>How long the other end wants to be left alone: RFC 9110 section 10.2.3, in seconds or as a date.</summary>
internal static class RetryAfterHeader
{
    /// <summary>Null when it does not say, or says that the time is over.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now, TimeSpan longest)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => TimeSpan.Zero,
        };
        return wait <= TimeSpan.Zero ? null : wait < longest ? wait : longest;
    }
}
