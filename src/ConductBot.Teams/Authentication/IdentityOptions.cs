namespace ConductBot.Teams;

/// <summary>What the bot shows Entra instead of a password: at most one of these.</summary>
public sealed class IdentityOptions
{
    /// <summary>For <see cref="ManagedIdentity"/>: the machine's own.</summary>
    public const string System = "system";

    /// <summary>A PFX file, or a PEM file that holds the certificate and its private key.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>What the file is locked with, if it is.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>A certificate in the personal store of this account or this machine.</summary>
    public string? CertificateThumbprint { get; set; }

    /// <summary>A managed identity that the app's registration trusts: <c>system</c>, or a user-assigned one's client id.</summary>
    public string? ManagedIdentity { get; set; }

    /// <summary>The file in which the platform (Kubernetes, for one) keeps a fresh token that the app's registration trusts.</summary>
    public string? FederatedTokenFile { get; set; }

    internal bool IsSet => Set.Length > 0;

    internal bool HasCertificate => CertificatePath is not null || CertificateThumbprint is not null;

    private (string Key, string? Value)[] Set =>
    [
        .. new (string Key, string? Value)[]
        {
            ("Identity:CertificatePath", CertificatePath), ("Identity:CertificateThumbprint", CertificateThumbprint),
            ("Identity:ManagedIdentity", ManagedIdentity), ("Identity:FederatedTokenFile", FederatedTokenFile),
        }.Where(setting => setting.Value is not null),
    ];

    internal IReadOnlyList<string> Problems(bool hasPassword)
    {
        string[] given = [.. hasPassword ? ["MicrosoftAppPassword"] : (string[])[], .. Set.Select(setting => setting.Key)];
        return
        [
            .. given.Length > 1 ? [$"{given[1]}: set besides {given[0]}, and the bot has one identity only."] : (string[])[],
            .. ManagedIdentity is { } identity && identity != System && !Guid.TryParse(identity, out _)
                ? [$"Identity:ManagedIdentity: must be '{System}' or the client id of a user-assigned identity."] : (string[])[],
            .. CertificateThumbprint is { } thumbprint && !(thumbprint.Length == 40 && thumbprint.All(char.IsAsciiHexDigit))
                ? ["Identity:CertificateThumbprint: must be 40 hexadecimal digits."] : (string[])[],
        ];
    }
}
