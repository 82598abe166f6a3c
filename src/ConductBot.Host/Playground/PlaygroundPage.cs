using System.Text;
using Microsoft.AspNetCore.StaticFiles;

namespace ConductBot.Host.Playground;

/// <summary>Serves the built page and its files.</summary>
internal sealed class PlaygroundPage(string folder, ILogger logger)
{
    // All is served from here; a card's pictures may come from elsewhere, and its styles are set by script, not markup.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public IResult Index(HttpResponse response)
    {
        if (File.Exists(Path.Combine(folder, "index.html")))
        {
            return Asset("index.html", response);
        }

        PlaygroundLog.PageMissing(logger, folder);

        return Results.Text(NotBuilt, "text/html", Encoding.UTF8, StatusCodes.Status503ServiceUnavailable);
    }

    public IResult Asset(string file, HttpResponse response)
    {
        // A route value is one segment; a file of this folder is named without any separator.
        var path = Path.Combine(folder, file);
        if (Path.GetFileName(file) != file || !File.Exists(path) || !ContentTypes.TryGetContentType(file, out var contentType))
        {
            return Results.NotFound();
        }

        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";

        return Results.File(path, contentType);
    }

    private const string NotBuilt = """
        <!doctype html>
        <html lang="en-GB">
        <head><meta charset="utf-8"><title>ConductBot playground: not built</title></head>
        <body>
        <main>
        <h1>The playground page has not been built</h1>
        <p>It is written in TypeScript, and building it needs <a href="https://nodejs.org">Node.js</a> 20 or later with npm, which the
        build did not find or could not use. Install Node.js, then build and start again: <code>dotnet run --project src/ConductBot.Host</code>.
        The build says what went wrong in the warnings CB1001 and CB1002.</p>
        <p>The bot itself is running and answers at <code>/api/messages</code>.</p>
        </main>
        </body>
        </html>
        """;
}
