using System.Text;

namespace ConductBot.Teams;

/// <summary>The files in Wire: one activity of every kind that Teams sends.</summary>
internal static class Samples
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Wire");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)];

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, $"{name}.json"), Encoding.UTF8);

    public static byte[] Utf8(string name) => Encoding.UTF8.GetBytes(Text(name));

    public static Activity Activity(string name)
    {
        var reading = ActivityReader.Read(Utf8(name));
        return reading.Activity ?? throw new InvalidOperationException($"{name}: {reading.Reason}");
    }

    public static TheoryData<string> All() => new(Names);
}
