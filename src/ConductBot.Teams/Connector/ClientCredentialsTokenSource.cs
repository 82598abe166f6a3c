using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConductBot.Teams;

/// <summary>Asks an OAuth 2 endpoint directly, by client credentials (RFC 6749 section 4.4).</summary>
public sealed class ClientCredentialsTokenSource : ITokenSource
{
    private const int MaxAnswerBytes = 64 * 1024;
    private static readonly TimeSpan UnstatedLife = TimeSpan.FromMinutes(5);

    private readonly HttpClient http;
    private readonly Uri url;
    private readonly BotFrameworkOptions options;
    private readonly TimeProvider time;

    public ClientCredentialsTokenSource(BotFrameworkOptions options, HttpMessageHandler handler, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        url = Uri.TryCreate(options.TokenUrl, UriKind.Absolute, out var parsed) && parsed.IsHttpsOrLoopback
            ? parsed
            : throw new ArgumentException("Connector:TokenUrl must be an https address.", nameof(options));
        http = new(handler, disposeHandler: false) { MaxResponseContentBufferSize = MaxAnswerBytes, Timeout = Timeout.InfiniteTimeSpan };
        this.options = options;
        this.time = time;
    }

    public async Task<BearerToken> GetTokenAsync(string scope, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.MicrosoftAppId ?? "",
            ["client_secret"] = options.MicrosoftAppPassword ?? "",
            ["scope"] = scope,
        });
        using var response = await http.PostAsync(url, form, cancellationToken);
        var answer = JsonText.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject ?? [];

        return response.StatusCode == HttpStatusCode.OK && TextOf(answer, "access_token") is { Length: > 0 } token && token.All(char.IsAscii) && !token.Any(char.IsControl)
            ? new(token, time.GetUtcNow() + LifeOf(answer))
            : throw new TokenException($"{(int)response.StatusCode} {TextOf(answer, "error")} {EntraCode.In(TextOf(answer, "error_description"))}".TrimEnd());
    }

    /// <summary>Seconds, which some endpoints write as text.</summary>
    private static TimeSpan LifeOf(JsonObject answer) =>
        double.TryParse(TextOf(answer, "expires_in"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : UnstatedLife;

    private static string? TextOf(JsonObject answer, string name) => answer[name] switch
    {
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => value.ToString(),
        _ => null,
    };
}

/// <summary>Finds Entra's own error number in its explanations, which are not for logs: they name apps and people.</summary>
internal static class EntraCode
{
    private const string Prefix = "AADSTS";

    public static string? In(string? text)
    {
        var start = text?.IndexOf(Prefix, StringComparison.Ordinal) ?? -1;
        return start < 0 || text is null ? null : Prefix + string.Concat(text[(start + Prefix.Length)..].TakeWhile(char.IsAsciiDigit));
    }
}
