using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace ConductBot.Teams;

/// <summary>
/// Fetches what somebody sent to the bot. A file's link is signed by SharePoint and gets no token; a pasted picture lies with
/// the connector and gets ours, but only on a listed host. What an attachment says of itself is not believed.
/// </summary>
public sealed class FileDownloader(
    HttpMessageHandler handler, CachedTokens tokens, BotFrameworkOptions options, TimeProvider time, ILogger<FileDownloader> logger)
{
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>A download is over by then, with a result.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    private const int MostRedirects = 3;

    private readonly HttpClient http = new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ServiceHosts hosts = new(options.ServiceHosts);

    /// <summary>Whether there is something to fetch: a file, or a picture in the text.</summary>
    public static bool IsFile(Attachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        return IsSharedFile(attachment) || IsPicture(attachment);
    }

    public async Task<DownloadResult> DownloadAsync(Attachment attachment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        if (!IsFile(attachment))
        {
            return new DownloadResult.NotAFile();
        }

        var shared = IsSharedFile(attachment);
        if (!Uri.TryCreate(shared ? DownloadUrlOf(attachment) : attachment.ContentUrl, UriKind.Absolute, out var address))
        {
            return Refuse(DownloadErrorCodes.BadAddress, host: "");
        }

        if (Problem(address, withToken: !shared) is { } problem)
        {
            return Refuse(problem, address.Host);
        }

        var started = time.GetTimestamp();
        var result = await FetchAsync(address, withToken: !shared, cancellationToken);
        if (result is DownloadResult.Ok { File: var file })
        {
            logger.FileFetched(file.Content.Length, file.Kind, time.GetElapsedTime(started).TotalMilliseconds);
            return result;
        }

        logger.FileNotFetched(Word(result), address.Host);
        return result;
    }

    private static bool IsSharedFile(Attachment attachment) =>
        string.Equals(attachment.ContentType, ContentTypes.FileDownloadInfo, StringComparison.OrdinalIgnoreCase);

    private static bool IsPicture(Attachment attachment) =>
        attachment.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true && !string.IsNullOrEmpty(attachment.ContentUrl);

    private static string? DownloadUrlOf(Attachment attachment) =>
        (JsonText.Unwrap(attachment.Content) as JsonObject)?["downloadUrl"] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    private static string Word(DownloadResult result) => result switch
    {
        DownloadResult.TryAgain again => again.Code,
        DownloadResult.Refused refused => refused.Code,
        DownloadResult.Gone gone => $"Gone {gone.Status}",
        _ => result.GetType().Name,
    };

    /// <summary>What is wrong with going there; null when nothing is. Where the name leads is seen when the connection is made.</summary>
    private string? Problem(Uri address, bool withToken) =>
        hosts.Allows(address) ? null
        : withToken ? DownloadErrorCodes.UnknownServiceHost
        : address.Scheme != Uri.UriSchemeHttps || !address.IsDefaultPort || address.UserInfo.Length > 0 ? DownloadErrorCodes.BadAddress
        : address.HostNameType != UriHostNameType.Dns || address.IsLoopback || !address.IdnHost.Contains('.', StringComparison.Ordinal) ? DownloadErrorCodes.PrivateAddress
        : null;

    private DownloadResult.Refused Refuse(string code, string host)
    {
        logger.FileNotFetched(code, host);
        return new(code);
    }

    private async Task<DownloadResult> FetchAsync(Uri address, bool withToken, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(LongestCall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return withToken ? await FetchWithTokenAsync(address, either.Token) : await FollowAsync(address, token: null, either.Token);
        }
        catch (TokenException)
        {
            return new DownloadResult.TryAgain(null, ConnectorErrorCodes.NoToken);
        }
        catch (PrivateAddressException)
        {
            return new DownloadResult.Refused(DownloadErrorCodes.PrivateAddress);
        }
        catch (HttpRequestException exception) when (exception.InnerException is PrivateAddressException)
        {
            return new DownloadResult.Refused(DownloadErrorCodes.PrivateAddress);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException or InvalidOperationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new DownloadResult.TryAgain(null, ConnectorErrorCodes.NoAnswer);
        }
    }

    private Task<DownloadResult> FetchWithTokenAsync(Uri address, CancellationToken cancellationToken) => tokens.AskAsync(
        options.Scope,
        tenantId: null,
        token => FollowAsync(address, token, cancellationToken),
        result => result is DownloadResult.Gone { Status: 401 },
        cancellationToken);

    /// <summary>Follows where it is sent, but to no other host.</summary>
    private async Task<DownloadResult> FollowAsync(Uri address, BearerToken? token, CancellationToken cancellationToken)
    {
        var here = address;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, here);
            message.Headers.Authorization = token is null ? null : new("Bearer", token.Value);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return await ReadAsync(response, cancellationToken);
            }

            if (response.Headers.Location is not { } location
                || !Uri.TryCreate(here, location, out var next)
                || next.UserInfo.Length > 0
                || Uri.Compare(next, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
            {
                break;
            }

            here = next;
        }

        return new DownloadResult.Refused(DownloadErrorCodes.Redirected);
    }

    private async Task<DownloadResult> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return (int)response.StatusCode is 408 or 429 or >= 500
                ? new DownloadResult.TryAgain(RetryAfterHeader.Of(response, time.GetUtcNow(), TimeSpan.FromMinutes(5)), response.StatusCode.ToString())
                : new DownloadResult.Gone((int)response.StatusCode);
        }

        return await response.Content.ReadAtMostAsync(MostBytes, cancellationToken) is not { } bytes ? new DownloadResult.TooLarge()
            : DownloadedFile.Of(bytes) is { } file ? new DownloadResult.Ok(file)
            : new DownloadResult.UnknownKind();
    }
}
