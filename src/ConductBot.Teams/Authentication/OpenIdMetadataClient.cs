using System.Net;
using System.Text.Json;

namespace ConductBot.Teams;

/// <summary>Reads the OpenID metadata, and from it the key set.</summary>
internal sealed class OpenIdMetadataClient
{
    private const int MaxBytes = 512 * 1024;

    private readonly Uri url;
    private readonly HttpClient http;

    public OpenIdMetadataClient(Uri url, HttpMessageHandler handler)
    {
        this.url = url.IsHttpsOrLoopback ? url : throw new ArgumentException("The metadata must come by https.", nameof(url));
        http = new(handler, disposeHandler: false) { MaxResponseContentBufferSize = MaxBytes, Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What time it was when the publisher answered last, by the publisher's clock; null when it did not say.</summary>
    public DateTimeOffset? Date { get; private set; }

    /// <exception cref="HttpRequestException">It cannot be reached, or says something else than 200, or too much.</exception>
    /// <exception cref="JsonException">It is not what it should be.</exception>
    public async Task<OpenIdKeySet> FetchAsync(CancellationToken cancellationToken)
    {
        var keysUrl = KeysUrl(await GetAsync(url, cancellationToken));
        var keys = OpenIdKeySet.Parse(await GetAsync(keysUrl, cancellationToken));

        // An empty set would lock everybody out; the one before it is the better guess.
        return keys.Count > 0 ? keys : throw new JsonException("No key of the set is fit for RS256.");
    }

    private async Task<byte[]> GetAsync(Uri from, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(from, cancellationToken);
        Date = response.Headers.Date;
        return response.StatusCode == HttpStatusCode.OK
            ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
            : throw new HttpRequestException(HttpRequestError.InvalidResponse, statusCode: response.StatusCode);
    }

    private Uri KeysUrl(byte[] utf8)
    {
        using var document = JsonWebToken.ParseObject(utf8) ?? throw new JsonException("The metadata is not an object.");
        var fields = document.RootElement;
        if (fields.TryGetProperty("id_token_signing_alg_values_supported", out var algorithms)
            && !(algorithms.ValueKind == JsonValueKind.Array && algorithms.EnumerateArray().Any(IsOurs)))
        {
            throw new JsonException("The metadata does not list RS256.");
        }

        // What came over the network must not lead back to this machine, unless it came from this machine.
        return Uri.TryCreate(JsonWebToken.Text(fields, "jwks_uri"), UriKind.Absolute, out var keys)
            && keys.IsHttpsOrLoopback && (!keys.IsLoopback || url.IsLoopback)
                ? keys
                : throw new JsonException("The metadata's jwks_uri is missing or not https.");
    }

    private static bool IsOurs(JsonElement algorithm) =>
        algorithm.ValueKind == JsonValueKind.String && algorithm.ValueEquals(VerifiedToken.Algorithm);
}
