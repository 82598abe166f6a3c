using System.Collections.Frozen;
using System.Globalization;

namespace ConductBot.Storage;

/// <summary>The .sql files of one database, which lie beside its store and travel inside the assembly.</summary>
internal sealed class SqlTexts
{
    private const string MigrationFolder = "migrations/";
    private readonly FrozenDictionary<string, string> texts;

    /// <param name="folder">Sqlite or Postgres.</param>
    public SqlTexts(string folder)
    {
        var assembly = typeof(SqlTexts).Assembly;
        texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[(folder.Length + 1)..], Read, StringComparer.Ordinal);
        Migrations = [.. texts.Keys
            .Where(name => name.StartsWith(MigrationFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Migration.FromFile)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    public IReadOnlyList<Migration> Migrations { get; }

    public string this[string name] => texts[name];
}

/// <summary>One step from an empty database to today's, run once: <c>migrations/0001-tables.sql</c>.</summary>
/// <param name="Text">The name of its text among <see cref="SqlTexts"/>.</param>
internal sealed record Migration(int Number, string Name, string Text)
{
    public static Migration FromFile(string text)
    {
        var file = text[(text.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var dash = file.IndexOf('-', StringComparison.Ordinal);
        return new(int.Parse(file.AsSpan(0, dash), CultureInfo.InvariantCulture), file[(dash + 1)..], text);
    }
}
