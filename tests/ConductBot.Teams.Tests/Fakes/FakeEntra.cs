using System.Net;
using System.Text.Json.Nodes;
using System.Web;

namespace ConductBot.Teams;

/// <summary>As much of Entra, in any cloud, and of a virtual machine's identity endpoint as Azure's client library asks for.</summary>
internal sealed class FakeEntra : HttpMessageHandler
{
    private const string IdentityEndpoint = "169.254.169.254";

    public List<Asked> TokenRequests { get; } = [];

    /// <summary>The addresses at which the machine's own identity was asked for a token.</summary>
    public List<Uri> IdentityRequests { get; } = [];

    public string? Refusal { get; init; }

    /// <summary>The client ids of the identities assigned to the machine; the empty text is its own.</summary>
    public List<string> Identities { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var url = request.RequestUri!;
        if (url.Host == IdentityEndpoint)
        {
            return Identity(request, url);
        }

        if (request.Method == HttpMethod.Post && url.AbsolutePath.EndsWith("/token", StringComparison.Ordinal))
        {
            TokenRequests.Add(new("POST", url, null, null, body));
            return Refusal is { } refusal
                ? StrictHandler.Respond(HttpStatusCode.Unauthorized, refusal)
                : StrictHandler.Respond(HttpStatusCode.OK, $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"entra-{{TokenRequests.Count}}"}""");
        }

        var host = HttpUtility.ParseQueryString(url.Query)["authorization_endpoint"] is { } endpoint ? new Uri(endpoint).Host : url.Host;
        return url.AbsolutePath.Contains("discovery/instance", StringComparison.Ordinal)
            ? StrictHandler.Respond(HttpStatusCode.OK, $$"""
                {"tenant_discovery_endpoint":"https://{{host}}/common/v2.0/.well-known/openid-configuration","api-version":"1.1",
                 "metadata":[{"preferred_network":"{{host}}","preferred_cache":"{{host}}","aliases":["{{host}}"]}]}
                """)
            : throw new InvalidOperationException($"Unexpected: {request.Method} {url}");
    }

    private HttpResponseMessage Identity(HttpRequestMessage request, Uri url)
    {
        var query = HttpUtility.ParseQueryString(url.Query);
        if (!request.Headers.Contains("Metadata"))
        {
            return StrictHandler.Respond(HttpStatusCode.BadRequest, """{"error":"invalid_request","error_description":"Required metadata header not specified"}""");
        }

        IdentityRequests.Add(url);
        return Identities.Contains(query["client_id"] ?? "")
            ? StrictHandler.Respond(HttpStatusCode.OK, new JsonObject
            {
                ["access_token"] = $"identity-{query["client_id"]}-{query["resource"]}",
                ["expires_in"] = "86399",
                ["expires_on"] = "4102444800",
                ["resource"] = query["resource"],
                ["token_type"] = "Bearer",
            }.ToJsonString())
            : StrictHandler.Respond(HttpStatusCode.BadRequest, """{"error":"invalid_request","error_description":"Identity not found"}""");
    }
}
