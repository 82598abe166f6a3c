using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConductBot.Teams;

public sealed class FileDownloaderTests : IDisposable
{
    private const string Link = "https://hillschool-my.sharepoint.com/_layouts/15/download.aspx?UniqueId=0d1e&tempauth=x";
    private const string Picture = "https://smba.trafficmanager.net/uk/0a9b8c7d-1111-4222-8333-444455556666/v3/attachments/0-uks-d2-abc/views/original";
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly ManualTime time = new();
    private readonly StrictHandler handler = new();
    private readonly NumberedTokens source = new();
    private readonly BotFrameworkOptions options = new();
    private readonly FileDownloader files;

    public FileDownloaderTests() => files = Make(handler);

    public void Dispose() => handler.Dispose();

    [Fact]
    public async Task A_shared_file_is_fetched_by_its_own_link_and_without_our_token()
    {
        handler.Expect("GET", Bytes(Png));

        var file = Ok(await files.DownloadAsync(Samples.Activity("message-file").Attachments![0]));

        Assert.Equal((FileKind.Png, Png.Length), (file.Kind, file.Content.Length));
        Assert.Equal("https://hillschool-my.sharepoint.example/_layouts/15/download.aspx?UniqueId=0d1e&tempauth=x", handler.Single.Url.AbsoluteUri);
        Assert.Null(handler.Single.Authorization);
        Assert.Equal(0, source.Asked);
    }

    [Fact]
    public async Task A_pasted_picture_is_fetched_from_the_connector_with_our_token()
    {
        handler.Expect("GET", Bytes(Png));

        Assert.Equal(Png, Ok(await files.DownloadAsync(Samples.Activity("message-inline-image").Attachments![0])).Content);
        Assert.Equal("Bearer token-1", handler.Single.Authorization);
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net.example.test/x")]
    [InlineData("https://evil.trafficmanager.net/x")]
    [InlineData("http://smba.trafficmanager.net/x")]
    [InlineData("https://smba.trafficmanager.net:444/x")]
    [InlineData("https://a@smba.trafficmanager.net/x")]
    [InlineData("https://127.0.0.1/x")]
    public async Task A_picture_anywhere_else_does_not_get_our_token(string url)
    {
        Assert.Equal(new DownloadResult.Refused("UnknownServiceHost"), await files.DownloadAsync(Pasted(url)));
        Assert.Equal(0, source.Asked);
    }

    [Theory]
    [InlineData("http://hillschool-my.sharepoint.com/x", "BadAddress")]
    [InlineData("https://hillschool-my.sharepoint.com:8443/x", "BadAddress")]
    [InlineData("https://a:b@hillschool-my.sharepoint.com/x", "BadAddress")]
    [InlineData("file:///etc/passwd", "BadAddress")]
    [InlineData("ftp://hillschool-my.sharepoint.com/x", "BadAddress")]
    [InlineData("x.png", "BadAddress")]
    [InlineData("", "BadAddress")]
    [InlineData(null, "BadAddress")]
    [InlineData("https://localhost/x", "PrivateAddress")]
    [InlineData("https://127.0.0.1/x", "PrivateAddress")]
    [InlineData("https://2130706433/x", "PrivateAddress")]
    [InlineData("https://0x7f.1/x", "PrivateAddress")]
    [InlineData("https://169.254.169.254/metadata/identity", "PrivateAddress")]
    [InlineData("https://52.112.0.1/x", "PrivateAddress")]
    [InlineData("https://[::1]/x", "PrivateAddress")]
    [InlineData("https://intranet/x", "PrivateAddress")]
    public async Task A_link_that_leads_to_no_public_name_is_not_followed(string? url, string code) =>
        Assert.Equal(new DownloadResult.Refused(code), await files.DownloadAsync(Shared(url)));

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/vnd.microsoft.card.adaptive")]
    [InlineData("reference")]
    [InlineData(null)]
    public async Task What_is_no_file_is_said_to_be_none(string? contentType) =>
        Assert.Equal(new DownloadResult.NotAFile(), await files.DownloadAsync(new() { ContentType = contentType, ContentUrl = Link }));

    [Fact]
    public async Task The_sender_may_call_it_what_they_like()
    {
        handler.Expect("GET", Bytes("%PDF-1.7"u8.ToArray(), "image/png")).Expect("GET", Bytes("MZ..."u8.ToArray(), "image/png"));

        Assert.Equal(FileKind.Pdf, Ok(await files.DownloadAsync(Shared(Link))).Kind);
        Assert.Equal(new DownloadResult.UnknownKind(), await files.DownloadAsync(Shared(Link)));
    }

    [Fact]
    public async Task Content_that_came_as_text_is_read_all_the_same()
    {
        handler.Expect("GET", Bytes(Png));
        var attachment = new Attachment { ContentType = ContentTypes.FileDownloadInfo, Content = JsonValue.Create($$"""{"downloadUrl":"{{Link}}"}""") };

        Assert.IsType<DownloadResult.Ok>(await files.DownloadAsync(attachment));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Ten_megabytes_are_the_most(int more, bool taken)
    {
        byte[] bytes = [.. Png, .. new byte[FileDownloader.MostBytes - Png.Length + more]];
        handler.Expect("GET", Bytes(bytes)).Expect("GET", (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new Unmeasured(bytes) }));

        Assert.Equal(taken, await files.DownloadAsync(Shared(Link)) is DownloadResult.Ok);
        Assert.Equal(taken, await files.DownloadAsync(Shared(Link)) is DownloadResult.Ok);
    }

    [Fact]
    public async Task A_file_that_never_ends_is_cut_off()
    {
        using var endless = new Endless();
        handler.Expect("GET", (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) }));

        Assert.Equal(new DownloadResult.TooLarge(), await files.DownloadAsync(Shared(Link)));
        Assert.InRange(endless.Given, FileDownloader.MostBytes, FileDownloader.MostBytes + (1024 * 1024));
    }

    [Fact]
    public async Task It_may_be_sent_on_within_the_host_and_no_further()
    {
        handler.Expect("GET", HttpStatusCode.Found, "", response => response.Headers.Location = new("/other?x=1", UriKind.Relative)).Expect("GET", Bytes(Png));

        Assert.IsType<DownloadResult.Ok>(await files.DownloadAsync(Shared(Link)));
        Assert.Equal("https://hillschool-my.sharepoint.com/other?x=1", handler.Asked[1].Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://elsewhere.example/x")]
    [InlineData("http://hillschool-my.sharepoint.com/x")]
    [InlineData("https://169.254.169.254/x")]
    [InlineData("https://a@hillschool-my.sharepoint.com/x")]
    [InlineData("//elsewhere.example/x")]
    public async Task It_is_not_sent_on_to_another_host(string location)
    {
        handler.Expect("GET", HttpStatusCode.TemporaryRedirect, "", response => response.Headers.Location = new(location, UriKind.RelativeOrAbsolute));

        Assert.Equal(new DownloadResult.Refused("Redirected"), await files.DownloadAsync(Shared(Link)));
    }

    [Fact]
    public async Task It_is_not_sent_round_in_circles()
    {
        for (var round = 0; round < 4; round++)
        {
            handler.Expect("GET", HttpStatusCode.Found, "", response => response.Headers.Location = new(Link));
        }

        Assert.Equal(new DownloadResult.Refused("Redirected"), await files.DownloadAsync(Shared(Link)));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NoContent)]
    public async Task A_link_that_is_over_is_told_as_such(HttpStatusCode status)
    {
        handler.Expect("GET", status);

        Assert.Equal(new DownloadResult.Gone((int)status), await files.DownloadAsync(Shared(Link)));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, "7", 7)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null, null)]
    [InlineData(HttpStatusCode.BadGateway, "99999", 300)]
    public async Task What_may_go_better_later_is_told_as_such(HttpStatusCode status, string? retryAfter, int? seconds)
    {
        handler.Expect("GET", status, "", response => response.Headers.TryAddWithoutValidation("Retry-After", retryAfter));

        Assert.Equal(
            new DownloadResult.TryAgain(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, status.ToString()),
            await files.DownloadAsync(Shared(Link)));
    }

    [Fact]
    public async Task A_token_that_is_not_believed_any_more_is_renewed_once()
    {
        handler.Expect("GET", HttpStatusCode.Unauthorized).Expect("GET", Bytes(Png));
        Assert.IsType<DownloadResult.Ok>(await files.DownloadAsync(Pasted(Picture)));

        handler.Expect("GET", HttpStatusCode.Unauthorized).Expect("GET", HttpStatusCode.Unauthorized);
        Assert.Equal(new DownloadResult.Gone(401), await files.DownloadAsync(Pasted(Picture)));
        Assert.Equal(["Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-3"], handler.Asked.Select(asked => asked.Authorization));
    }

    [Fact]
    public async Task Without_a_token_it_is_for_another_time()
    {
        source.Failure = new TokenException("AADSTS7000222");

        Assert.Equal(new DownloadResult.TryAgain(null, "NoToken"), await files.DownloadAsync(Pasted(Picture)));
    }

    [Fact]
    public async Task Twenty_seconds_are_enough()
    {
        var asked = new TaskCompletionSource();
        handler.Expect("GET", async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new();
        });
        var download = files.DownloadAsync(Shared(Link));
        await asked.Task;

        time.Advance(FileDownloader.LongestCall);

        Assert.Equal(new DownloadResult.TryAgain(null, "NoAnswer"), await download);
    }

    [Fact]
    public async Task Whoever_asks_may_give_up()
    {
        using var stop = new CancellationTokenSource();
        handler.Expect("GET", async (_, cancellationToken) =>
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return new();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => files.DownloadAsync(Shared(Link), stop.Token));
    }

    [Theory]
    [InlineData("message-file", true)]
    [InlineData("message-inline-image", true)]
    [InlineData("message-personal", false)]
    public void It_is_known_beforehand_whether_there_is_a_file(string sample, bool expected) =>
        Assert.Equal(expected, (Samples.Activity(sample).Attachments ?? []).Exists(FileDownloader.IsFile));

    private static Func<Asked, CancellationToken, Task<HttpResponseMessage>> Bytes(byte[] bytes, string type = "application/octet-stream") => (_, _) =>
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(type);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
    };

    private static DownloadedFile Ok(DownloadResult result) => Assert.IsType<DownloadResult.Ok>(result).File;

    private static Attachment Shared(string? url) => new() { ContentType = ContentTypes.FileDownloadInfo, Name = "a.png", Content = new JsonObject { ["downloadUrl"] = url } };

    private static Attachment Pasted(string url) => new() { ContentType = "image/*", ContentUrl = url };

    private FileDownloader Make(HttpMessageHandler over) =>
        new(over, new(source, time, NullLogger<CachedTokens>.Instance), options, time, NullLogger<FileDownloader>.Instance);

    /// <summary>Content without a length.</summary>
    private sealed class Unmeasured(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes, 0, bytes.Length);

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream(bytes));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
