using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ConductBot.Host.Package;
using ConductBot.Host.Serving;

namespace ConductBot.Host.Commands;

/// <summary>manifest pack.</summary>
internal static class ManifestCommands
{
    public static Command Create(string[] settings)
    {
        var output = new Argument<string>("OUT") { Description = "The zip to write", DefaultValueFactory = _ => "conductbot.zip" };
        var packageId = new Option<string?>("--package-id") { Description = "The app's id in the Teams catalogue, a GUID; made from the app id when left out, always the same" };
        var domain = new Option<string?>("--domain") { Description = "The host name under which the bot is reached" };
        var pack = new Command("pack", "Makes the validated package that an administrator uploads to Teams.") { output, packageId, domain };
        pack.SetAction(async (parsed, token) =>
        {
            var appId = await AppIdAsync(CommandSettings.Read(settings));
            var host = parsed.GetValue(domain) ?? await ExampleDomainAsync(token);
            var zip = new MemoryStream();
            var schemas = ManifestSchemas.Load(Folders.Schemas);
            if (schemas is null)
            {
                await Console.Error.WriteLineAsync("Not checked against Microsoft's schema: this program was built without Node.js.");
            }

            var problems = AppPackage.Pack(Folders.Manifest, appId, parsed.GetValue(packageId) ?? PackageIdOf(appId), host, schemas, zip);
            if (problems.Count > 0)
            {
                throw new StartProblem(string.Join(' ', problems));
            }

            var file = parsed.GetValue(output)!;
            await File.WriteAllBytesAsync(file, zip.ToArray(), token);
            await Console.Out.WriteLineAsync($"{file}: app {appId} at {host}.");
            return CommandLine.Ok;
        });
        return new("manifest", "Works with the Teams app package.") { pack };
    }

    private static async Task<string> AppIdAsync(CommandSettings settings)
    {
        if (settings.Configuration["MicrosoftAppId"] is { Length: > 0 } configured)
        {
            return configured.Trim();
        }

        if (!settings.Environment.IsDevelopment())
        {
            throw new StartProblem("MicrosoftAppId is not set: give the bot's app id, such as --MicrosoftAppId=GUID.");
        }

        await Console.Error.WriteLineAsync("MicrosoftAppId is not set: this package names Development's own bot, which no Teams knows.");
        return ConductBotServer.DevelopmentAppId;
    }

    private static async Task<string> ExampleDomainAsync(CancellationToken cancellationToken)
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folders.Manifest, "manifest.json"), cancellationToken));
        var example = manifest?["validDomains"]?[0]?.GetValue<string>() ?? throw new StartProblem("Say --domain: the manifest names none.");
        await Console.Error.WriteLineAsync($"No --domain was given: the addresses in this package point to {example}.");
        return example;
    }

    /// <summary>An id of the package's own that stays the same from one version to the next: RFC 9562, version 8.</summary>
    private static string PackageIdOf(string appId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("conductbot/package/" + appId.ToLowerInvariant())).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
