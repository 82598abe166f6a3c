using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Testing;

/// <summary>What the bot answered to a request.</summary>
public sealed record Answer(int Status, string Text)
{
    public JsonNode? Body => Text.Length == 0 ? null : JsonNode.Parse(Text);

    /// <summary>The status that a card's action carries inside; null for any other answer.</summary>
    public int? CardStatus => (int?)(Body as JsonObject)?["statusCode"];

    /// <summary>The card that takes the pressed one's place; null when the answer is none.</summary>
    public JsonObject? Card =>
        (string?)(Body as JsonObject)?["type"] == "application/vnd.microsoft.card.adaptive" ? Body!["value"] as JsonObject : null;

    /// <summary>What the person who pressed reads, whatever kind of answer it is.</summary>
    public string Words => Card is { } card ? new CardReader(card).Text
        : (Body as JsonObject)?["value"] switch
        {
            JsonObject error => (string?)error["message"] ?? "",
            JsonValue text => text.ToString(),
            _ => "",
        };
}

/// <summary>Speaks to the bot as the Bot Connector does, over HTTP, with a token that is really signed.</summary>
public sealed class SignedClient(HttpClient http, SigningKey key, string appId, TimeProvider time)
{
    public const string Path = "/api/messages";

    /// <summary>Teams does not escape what JSON lets stand.</summary>
    private static readonly JsonSerializerOptions AsTeamsWrites = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Answer> answers = [];

    /// <summary>Everything that was answered.</summary>
    public IReadOnlyList<Answer> Answers => answers;

    public Task<Answer> PostAsync(JsonObject activity, CancellationToken cancellationToken = default) => PostAsync(
        Encoding.UTF8.GetBytes(activity.ToJsonString(AsTeamsWrites)),
        activity["serviceUrl"] is JsonValue service && service.TryGetValue<string>(out var url) ? url : "",
        cancellationToken);

    /// <summary>Any bytes at all, with a good token for this service address.</summary>
    public async Task<Answer> PostAsync(byte[] body, string serviceUrl, CancellationToken cancellationToken = default)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = content };
        request.Headers.Authorization = new("Bearer", key.Token(appId, serviceUrl, time.GetUtcNow()));
        using var response = await http.SendAsync(request, cancellationToken);
        var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        lock (answers)
        {
            answers.Add(answer);
        }

        return answer;
    }
}
