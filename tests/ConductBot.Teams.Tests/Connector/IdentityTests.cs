using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace ConductBot.Teams;

/// <summary>Every way of proving who the bot is, in every cloud, as far as Entra and the machine's identity endpoint.</summary>
public sealed class IdentityTests : IDisposable
{
    private const string Tenant = "0a9b8c7d-1111-4222-8333-444455556666";
    private const string OtherIdentity = "77777777-1111-4222-8333-444455556666";
    private const string Password = "p&=+ é";

    // Making keys is slow and says nothing about the code under test.
    private static readonly X509Certificate2 Certificate = MakeCertificate();

    private readonly string folder = Directory.CreateTempSubdirectory("conductbot-identity-").FullName;
    private readonly FakeEntra entra = new();

    public void Dispose()
    {
        entra.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("Public", "https://login.microsoftonline.com", "https://api.botframework.com/.default", "botframework.com")]
    [InlineData("Gcc", "https://login.microsoftonline.com", "https://api.botframework.com/.default", "botframework.com")]
    [InlineData("GccHigh", "https://login.microsoftonline.us", "https://api.botframework.us/.default", "MicrosoftServices.onmicrosoft.us")]
    [InlineData("Dod", "https://login.microsoftonline.us", "https://api.botframework.us/.default", "MicrosoftServices.onmicrosoft.us")]
    [InlineData("China", "https://login.partner.microsoftonline.cn", "https://api.botframework.azure.cn/.default", "microsoftservices.partner.onmschina.cn")]
    public async Task Each_cloud_has_its_own_Entra_and_scope(string cloud, string login, string scope, string multiTenant)
    {
        var options = Options(cloud);
        options.MicrosoftAppPassword = Password;
        await Source(options).GetTokenAsync(options.Scope, default);
        options.MicrosoftAppType = "MultiTenant";
        await Source(options).GetTokenAsync(options.Scope, default);

        Assert.Equal([$"{login}/{Tenant}/oauth2/v2.0/token", $"{login}/{multiTenant}/oauth2/v2.0/token"], entra.TokenRequests.Select(request => request.Url.ToString()), StringComparer.OrdinalIgnoreCase);
        Assert.All(Forms, form => Assert.Contains(scope, form["scope"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pfx")]
    [InlineData("locked pfx")]
    [InlineData("pem")]
    [InlineData("locked pem")]
    public async Task A_certificate_signs_instead_of_a_secret(string kind)
    {
        var options = Options();
        options.Identity = InFile(kind);

        await Source(options).GetTokenAsync(options.Scope, default);

        var form = Assert.Single(Forms);
        Assert.Null(form["client_secret"]);
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        var claims = Verified(form["client_assertion"]!);
        Assert.Equal((FakeIssuer.AppId, FakeIssuer.AppId), ((string?)claims["iss"], (string?)claims["sub"]));
        Assert.Equal(entra.TokenRequests[0].Url.ToString(), (string?)claims["aud"]);
    }

    [Theory]
    [InlineData("missing", "Identity:CertificatePath: the file cannot be opened (FileNotFoundException)")]
    [InlineData("wrong password", "Identity:CertificatePath: the file cannot be opened (CryptographicException)")]
    [InlineData("rubbish", "Identity:CertificatePath: the file cannot be opened (CryptographicException)")]
    [InlineData("without key", "Identity:CertificatePath")]
    [InlineData("store", "Identity:CertificateThumbprint: no such certificate")]
    public async Task A_certificate_that_cannot_be_used_is_told_by_its_setting(string what, string expected)
    {
        var options = Options();
        options.Identity = what switch
        {
            "missing" => new() { CertificatePath = Path.Combine(folder, "none.pfx") },
            "wrong password" => new() { CertificatePath = InFile("locked pfx").CertificatePath, CertificatePassword = "no" },
            "rubbish" => new() { CertificatePath = Write("rubbish.pfx", "rubbish"u8.ToArray()) },
            "without key" => new() { CertificatePath = Write("public.pem", Encoding.ASCII.GetBytes(Certificate.ExportCertificatePem())) },
            _ => new() { CertificateThumbprint = new string('0', 40) },
        };

        var exception = await Assert.ThrowsAsync<TokenException>(() => Source(options).GetTokenAsync(options.Scope, default));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(folder, exception.Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, TokenAdvice.For(exception.Message, options), StringComparison.Ordinal);
        Assert.Empty(entra.TokenRequests);
    }

    [Fact]
    public async Task A_token_of_the_platform_stands_in_for_a_secret()
    {
        var options = Options();
        options.Identity = new() { FederatedTokenFile = Write("token", "platform.token"u8.ToArray()) };

        await Source(options).GetTokenAsync(options.Scope, default);
        Write("token", "a.later.one"u8.ToArray());
        await Source(options).GetTokenAsync(options.Scope, default);

        Assert.Equal(["platform.token", "a.later.one"], Forms.Select(form => form["client_assertion"]));
        Assert.All(Forms, form => Assert.Equal(FakeIssuer.AppId, form["client_id"]));
    }

    [Theory]
    [InlineData("Public", "system", "identity--api://AzureADTokenExchange")]
    [InlineData("Public", OtherIdentity, "identity-" + OtherIdentity + "-api://AzureADTokenExchange")]
    [InlineData("GccHigh", "system", "identity--api://AzureADTokenExchangeUSGov")]
    [InlineData("China", "system", "identity--api://AzureADTokenExchangeChina")]
    public async Task A_managed_identity_that_the_registration_trusts_stands_in_for_a_secret(string cloud, string identity, string assertion)
    {
        var options = Options(cloud);
        options.Identity = new() { ManagedIdentity = identity };
        entra.Identities.AddRange(["", OtherIdentity]);

        await Source(options).GetTokenAsync(options.Scope, default);

        var form = Assert.Single(Forms);
        Assert.Equal((FakeIssuer.AppId, assertion, null), (form["client_id"], form["client_assertion"], form["client_secret"]));
    }

    [Fact]
    public async Task A_managed_identity_may_be_the_bot_itself()
    {
        var options = Options();
        options.MicrosoftAppType = "UserAssignedMSI";
        entra.Identities.Add(FakeIssuer.AppId);

        var token = await Source(options).GetTokenAsync(options.Scope, default);

        Assert.Equal($"identity-{FakeIssuer.AppId}-https://api.botframework.com", token.Value);
        Assert.Empty(entra.TokenRequests);
    }

    [Fact]
    public async Task A_token_file_that_is_not_there_is_told()
    {
        var options = Options();
        options.Identity = new() { FederatedTokenFile = Path.Combine(folder, "none") };

        var exception = await Assert.ThrowsAsync<TokenException>(() => Source(options).GetTokenAsync(options.Scope, default));

        Assert.Equal("Identity:FederatedTokenFile: the file is not there.", TokenAdvice.For(exception.Message, options));
    }

    [Fact]
    public async Task A_managed_identity_that_the_machine_does_not_have_is_told()
    {
        var options = Options();
        options.MicrosoftAppType = "UserAssignedMSI";

        var exception = await Assert.ThrowsAsync<TokenException>(() => Source(options).GetTokenAsync(options.Scope, default));

        Assert.StartsWith("This machine has no such managed identity", TokenAdvice.For(exception.Message, options), StringComparison.Ordinal);
    }

    private IEnumerable<System.Collections.Specialized.NameValueCollection> Forms =>
        entra.TokenRequests.Select(request => HttpUtility.ParseQueryString(request.Body));

    private static BotFrameworkOptions Options(string cloud = "Public") =>
        new(TeamsCloud.Find(cloud)!) { MicrosoftAppId = FakeIssuer.AppId, MicrosoftAppTenantId = Tenant };

    private static X509Certificate2 MakeCertificate()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=conductbot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>The claims of an assertion, after checking that the certificate signed it.</summary>
    private static JsonNode Verified(string assertion)
    {
        var parts = assertion.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var padding = (string?)header["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        using var rsa = Certificate.GetRSAPublicKey()!;
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, padding));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
    }

    private IdentityOptions InFile(string kind)
    {
        using var key = Certificate.GetRSAPrivateKey()!;
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return kind switch
        {
            "pfx" => new() { CertificatePath = Write("bot.pfx", Certificate.ExportPkcs12(parameters, "")) },
            "locked pfx" => new() { CertificatePath = Write("bot.pfx", Certificate.ExportPkcs12(parameters, Password)), CertificatePassword = Password },
            "pem" => new() { CertificatePath = Write("bot.pem", Encoding.ASCII.GetBytes($"{Certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n")) },
            _ => new()
            {
                CertificatePath = Write("bot.pem", Encoding.ASCII.GetBytes($"{Certificate.ExportCertificatePem()}\n{key.ExportEncryptedPkcs8PrivateKeyPem(Password, parameters)}\n")),
                CertificatePassword = Password,
            },
        };
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private AzureIdentityTokenSource Source(BotFrameworkOptions options) => new(options, entra);
}
