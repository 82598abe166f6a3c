using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConductBot.Teams;

/// <summary>Finds the certificate with which the bot proves who it is. Read anew each time, so that a renewed one is noticed.</summary>
internal static class ClientCertificate
{
    /// <exception cref="TokenException">There is none, it cannot be opened, or it has no private key; says which setting.</exception>
    public static X509Certificate2 Load(IdentityOptions options)
    {
        var certificate = options.CertificatePath is { } path ? FromFile(path, options.CertificatePassword) : FromStore(options.CertificateThumbprint ?? "");
        if (certificate.HasPrivateKey)
        {
            return certificate;
        }

        certificate.Dispose();
        throw new TokenException($"{(options.CertificatePath is null ? "Identity:CertificateThumbprint" : "Identity:CertificatePath")}: the certificate has no private key");
    }

    private static X509Certificate2 FromFile(string path, string? password)
    {
        try
        {
            var isPem = File.ReadAllText(path).Contains("-----BEGIN", StringComparison.Ordinal);
            return !isPem ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TokenException($"Identity:CertificatePath: the file cannot be opened ({exception.GetType().Name}): is it there, and is Identity:CertificatePassword right", exception);
        }
    }

    private static X509Certificate2 FromStore(string thumbprint) =>
        FromStore(thumbprint, StoreLocation.CurrentUser) ?? FromStore(thumbprint, StoreLocation.LocalMachine)
        ?? throw new TokenException("Identity:CertificateThumbprint: no such certificate in the personal store of this account or this machine");

    private static X509Certificate2? FromStore(string thumbprint, StoreLocation location)
    {
        try
        {
            using var store = new X509Store(StoreName.My, location, OpenFlags.ReadOnly);
            return store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault();
        }
        catch (CryptographicException)
        {
            // Not every system has a store for the whole machine.
            return null;
        }
    }
}
