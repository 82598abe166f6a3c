namespace ConductBot.Teams;

/// <summary>One question to the connector.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="ServiceUrl">Where the conversation lives.</param>
/// <param name="Segments">The path after <c>v3</c>, not yet encoded.</param>
internal sealed record ConnectorRequest(HttpMethod Method, string ServiceUrl, IReadOnlyList<string> Segments)
{
    public string Query { get; init; } = "";

    public byte[]? Body { get; init; }

    /// <summary>True when doing it twice leaves something that people see twice.</summary>
    public bool RepeatsAreSeen { get; init; }

    /// <summary>The whole address; or null, and what is wrong with it.</summary>
    public Uri? Address(ServiceHosts hosts, out string problem)
    {
        problem = ConnectorErrorCodes.UnknownServiceHost;
        if (!Uri.TryCreate(ServiceUrl, UriKind.Absolute, out var service) || !hosts.Allows(service)
            || service.Query.Length > 0 || service.Fragment.Length > 0)
        {
            return null;
        }

        // A segment of dots only would climb out of the path, encoded or not.
        problem = ConnectorErrorCodes.BadId;
        if (Segments.Any(segment => string.IsNullOrEmpty(segment) || segment.All(letter => letter == '.')))
        {
            return null;
        }

        var path = string.Join('/', Segments.Select(Uri.EscapeDataString));
        return new Uri($"{service.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v3/{path}{Query}");
    }
}
