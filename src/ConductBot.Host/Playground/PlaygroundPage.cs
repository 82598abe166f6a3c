using System.Text;
using ConductBot.Host.Serving;

namespace ConductBot.Host.Playground;

/// <summary>Serves the built page and its files.</summary>
internal sealed class PlaygroundPage(string folder, ILogger logger)
{
    // All is served from here; a card's pictures may come from elsewhere, and its styles are set by script, not markup.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly BuiltPage built = new(folder, ContentSecurityPolicy);

    public IResult Index(HttpResponse response)
    {
        if (built.IsBuilt)
        {
            return built.Index(response);
        }

        PlaygroundLog.PageMissing(logger, folder);

        return Results.Text(NotBuilt, "text/html", Encoding.UTF8, StatusCodes.Status503ServiceUnavailable);
    }

    public IResult Asset(string file, HttpResponse response) => built.Asset(file, response);

    private const string NotBuilt = """
        <!doctype html>
        <html lang="en-GB">
        <head><meta charset="utf-8"><title>ConductBot playground: not built</title></head>
        <body>
        <main>
        <h1>The playground page has not been built</h1>
        <p>It is written in TypeScript, and building it needs <a href="https://nodejs.org">Node.js</a> 18 or later with npm, which the
        build did not find or could not use. Install Node.js, then build and start again: <code>dotnet run --project src/ConductBot.Host</code>.
        The build says what went wrong in the warnings CB1001 and CB1002.</p>
        <p>The bot itself is running and answers at <code>/api/messages</code>.</p>
        </main>
        </body>
        </html>
        """;
}
