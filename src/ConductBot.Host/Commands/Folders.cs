namespace ConductBot.Host.Commands;

/// <summary>Where the program finds its own data: beside itself, unless the environment says otherwise.</summary>
public static class Folders
{
    public static string Seeds => At("seeds");

    public static string Cards => At("cards");

    public static string Manifest => At("manifest");

    /// <summary>Of the app's manifest; missing where the program was built without Node.</summary>
    public static string Schemas => At("schemas");

    private static string At(string name) =>
        Path.Combine(Environment.GetEnvironmentVariable("CONDUCTBOT_DATA") ?? AppContext.BaseDirectory, name);
}
