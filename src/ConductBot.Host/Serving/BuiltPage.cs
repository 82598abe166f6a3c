using Microsoft.AspNetCore.StaticFiles;

namespace ConductBot.Host.Serving;

/// <summary>A page that the build bundled with Node and put beside the program, with the policy its browser is to hold it to.</summary>
internal sealed class BuiltPage(string folder, string contentSecurityPolicy)
{
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    public bool IsBuilt => File.Exists(Path.Combine(folder, "index.html"));

    public IResult Index(HttpResponse response) => Asset("index.html", response);

    public IResult Asset(string file, HttpResponse response)
    {
        // A route value is one segment; a file of this folder is named without any separator.
        var path = Path.Combine(folder, file);
        if (Path.GetFileName(file) != file || !File.Exists(path) || !ContentTypes.TryGetContentType(file, out var contentType))
        {
            return Results.NotFound();
        }

        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-cache";

        return Results.File(path, contentType);
    }
}
