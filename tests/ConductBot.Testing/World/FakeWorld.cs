using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>
/// Everything outside the bot: the published keys, the Connector's and Entra's in one, the token endpoint, the Connector, Graph. A request to
/// anywhere else is a breach.
/// </summary>
public sealed class FakeWorld : HttpMessageHandler
{
    public const string AppId = "b07f00d5-1234-4abc-8def-0123456789ab";
    public const string Password = "not-a-secret-of-anybody";

    private readonly List<string> breaches = [];
    private readonly List<Uri> fetched = [];
    private readonly Uri root;

    /// <param name="root">Where the world is; its parts lie below. Null for names that exist nowhere.</param>
    public FakeWorld(Uri? root = null)
    {
        this.root = root ?? new("https://world.test/");
        Service = root is null ? new($"https://smba.trafficmanager.net/uk/{SchoolCast.TenantId}/") : new(root, $"uk/{SchoolCast.TenantId}/");
        Connector = new(Service, SchoolCast.TenantId) { Token = $"token-{Guid.NewGuid():N}" };
        Graph = new(this.root) { Token = $"graph-token-{Guid.NewGuid():N}" };
        Inbound = new(Service, AppId, SchoolCast.TenantId);
        foreach (var school in SchoolCast.All)
        {
            Connector.Add(school.Channel);
            Connector.Add(school.Group);
            foreach (var person in school.People)
            {
                Connector.Add(person);
            }
        }

        Connector.Add(SchoolCast.Stranger);
    }

    public Uri Service { get; }

    public Uri Metadata => new(root, "openid");

    public Uri Keys => new(root, "keys");

    public Uri TokenUrl => new(root, "token");

    public FakeConnector Connector { get; }

    /// <summary>Grants nothing, until a test does.</summary>
    public FakeGraph Graph { get; }

    public Inbound Inbound { get; }

    /// <summary>Files that people sent, by the address they are fetched from; those below the Connector's are fetched with our token, others without any.</summary>
    public Dictionary<Uri, byte[]> Files { get; } = [];

    /// <summary>How often each file was fetched.</summary>
    public IReadOnlyList<Uri> Fetched => fetched;

    /// <summary>What is to be found in no message that others read, no notification and no log.</summary>
    public List<string> Secrets { get; } = [.. SchoolCast.All.Select(school => school.Surname), "Theodora", "Barnaby", "Ottoline", "Leopold", "Cordelia", "Grubblewick"];

    /// <summary>The settings under which the bot lives in this world.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("MicrosoftAppType", "SingleTenant"),
        new("MicrosoftAppId", AppId),
        new("MicrosoftAppPassword", Password),
        new("MicrosoftAppTenantId", SchoolCast.TenantId),
        new("Connector:OpenIdMetadataUrl", Metadata.AbsoluteUri),
        new("Tab:OpenIdMetadataUrl", Metadata.AbsoluteUri),
        new("Connector:TokenUrl", TokenUrl.AbsoluteUri),
        new("Connector:ServiceHosts:0", Service.Authority),
        new("Graph:Url", Graph.Url),
        new("Security:MasterKey", Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray())),
        .. SchoolCast.All.SelectMany((school, i) => school.Settings(i)),
    ];

    /// <summary>What the bot did that it must not: strange requests, and secrets where they do not belong.</summary>
    public IReadOnlyList<string> Breaches()
    {
        lock (breaches)
        {
            return [.. breaches, .. Connector.Breaches, .. Graph.Breaches, .. Leaks()];
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (url == Metadata && request.Method == HttpMethod.Get)
        {
            return Json(new()
            {
                ["issuer"] = SigningKey.Issuer,
                ["jwks_uri"] = Keys.AbsoluteUri,
                ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            });
        }

        if (url == Keys && request.Method == HttpMethod.Get)
        {
            return Json(SigningKey.Shared.KeySet());
        }

        if (url == TokenUrl && request.Method == HttpMethod.Post)
        {
            var form = await request.Content!.ReadAsStringAsync(cancellationToken);
            const string Ours = $"grant_type=client_credentials&client_id={AppId}&client_secret={Password}&scope=";
            return form == $"{Ours}https%3A%2F%2Fapi.botframework.com%2F.default" ? TokenAnswer(Connector.Token)
                : form == $"{Ours}{Uri.EscapeDataString(Graph.Url)}%2F.default" ? TokenAnswer(Graph.Token)
                : Breach("a request for a token with other words than it should have");
        }

        if (url.AbsoluteUri.StartsWith($"{Graph.Url}/v1.0/", StringComparison.Ordinal))
        {
            return await Graph.AnswerAsync(request, cancellationToken);
        }

        if (request.Method == HttpMethod.Get && Files.TryGetValue(url, out var content))
        {
            fetched.Add(url);
            var expected = Service.IsBaseOf(url) ? Connector.Token : null;
            return request.Headers.Authorization?.Parameter == expected
                ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) }
                : Breach(expected is null ? "our token for a file that is signed by itself" : "a picture without our token");
        }

        return url.GetLeftPart(UriPartial.Authority) == Service.GetLeftPart(UriPartial.Authority)
            ? await Connector.AnswerAsync(request, cancellationToken)
            : Breach($"{request.Method} {url.Host}: nobody asked for that");
    }

    /// <summary>Only a personal chat may hold names and quotations; a summary, which notifications show, never.</summary>
    private IEnumerable<string> Leaks() =>
        from message in Connector.Messages
        from version in message.Versions
        let shown = message.Place.IsPersonal ? (string?)version["summary"] ?? "" : version.ToJsonString(Readable)
        from secret in Secrets
        where shown.Contains(secret, StringComparison.OrdinalIgnoreCase)
        select $"'{secret}' in {(message.Place.IsPersonal ? "the summary of a personal message" : $"a message of a {message.Place.Type}")}";

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private HttpResponseMessage Breach(string what)
    {
        lock (breaches)
        {
            breaches.Add(what);
        }

        return new(HttpStatusCode.BadRequest);
    }

    private static HttpResponseMessage TokenAnswer(string token) =>
        Json(new() { ["token_type"] = "Bearer", ["expires_in"] = 3600, ["access_token"] = token });

    private static HttpResponseMessage Json(JsonObject body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
