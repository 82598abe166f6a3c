using System.Net;
using System.Net.Http.Headers;

namespace ConductBot.Teams;

/// <summary>A JSON body that knows whether the handler began to send it.</summary>
internal sealed class WatchedContent : HttpContent
{
    private readonly byte[] utf8;

    public WatchedContent(byte[] utf8)
    {
        this.utf8 = utf8;

        // Without the charset some clients show a pound sign or an emoji as two wrong letters.
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    public bool HasStarted { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasStarted = true;
        await stream.WriteAsync(utf8, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = utf8.Length;
        return true;
    }
}
