namespace ConductBot.Teams;

/// <summary>One question to Graph.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="TenantId">Whose directory is asked.</param>
/// <param name="Segments">The path after the version, not yet encoded.</param>
/// <param name="Permission">What has to be granted for it.</param>
internal sealed record GraphRequest(HttpMethod Method, string TenantId, IReadOnlyList<string> Segments, string Permission)
{
    /// <summary>Names and values, not yet encoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>A whole address that Graph itself gave, in place of the path and query.</summary>
    public string? Link { get; init; }

    public byte[]? Body { get; init; }

    /// <summary>Searching and counting the directory needs Graph's index, which lags a little.</summary>
    public bool IsSearch { get; init; }

    /// <summary>True when doing it twice makes two of it.</summary>
    public bool RepeatsAreSeen { get; init; }

    /// <summary>How many bytes of an answer are taken in.</summary>
    public int MostBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>For the log: the path without ids.</summary>
    public string Resource => $"{Segments[0]}/{Segments[^1]}";

    /// <summary>The whole address; null when an id cannot be part of one, or the link leads away from Graph.</summary>
    public Uri? Address(Uri root)
    {
        if (Link is not null)
        {
            return Uri.TryCreate(Link, UriKind.Absolute, out var link) && link.UserInfo.Length == 0
                && Uri.Compare(link, root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0 ? link : null;
        }

        if (Segments.Any(segment => string.IsNullOrEmpty(segment) || segment.All(letter => letter == '.')))
        {
            return null;
        }

        // "$value" and "microsoft.graph.user" are Graph's own words; ids are encoded whatever they hold.
        var path = string.Join('/', Segments.Select(segment => segment == "$value" ? segment : Uri.EscapeDataString(segment)));
        var query = string.Join('&', Query.Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return new Uri(root, $"/v1.0/{path}{(query.Length == 0 ? "" : "?")}{query}");
    }
}
