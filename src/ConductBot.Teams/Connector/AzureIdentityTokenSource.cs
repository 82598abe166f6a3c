using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ConductBot.Teams;

/// <summary>Asks Entra through Azure.Identity, in the way the app's type and credential say.</summary>
public sealed class AzureIdentityTokenSource : ITokenSource
{
    private readonly BotFrameworkOptions options;
    private readonly HttpMessageHandler? handler;

    public AzureIdentityTokenSource(BotFrameworkOptions options)
        : this(options, handler: null)
    {
    }

    internal AzureIdentityTokenSource(BotFrameworkOptions options, HttpMessageHandler? handler)
    {
        this.options = options;
        this.handler = handler;
    }

    public Task<BearerToken> GetTokenAsync(string scope, CancellationToken cancellationToken) =>
        GetFromAsync(options.IsType(BotFrameworkOptions.MultiTenant) ? options.Cloud.MultiTenantAuthority : options.MicrosoftAppTenantId, scope, cancellationToken);

    /// <summary>A multi-tenant app is asked for in the tenant itself, which must have consented to it; any other has its own tenant only.</summary>
    public Task<BearerToken> GetTokenAsync(string scope, string tenantId, CancellationToken cancellationToken) =>
        GetFromAsync(options.IsType(BotFrameworkOptions.MultiTenant) ? tenantId : options.MicrosoftAppTenantId, scope, cancellationToken);

    private async Task<BearerToken> GetFromAsync(string? tenant, string scope, CancellationToken cancellationToken)
    {
        if (options.Identity.FederatedTokenFile is { } file && !File.Exists(file))
        {
            throw new TokenException("Identity:FederatedTokenFile: the file is not there");
        }

        using var certificate = !options.IsManagedIdentity && options.Identity.HasCertificate ? ClientCertificate.Load(options.Identity) : null;
        try
        {
            // A new credential each time: an old one would answer from its own cache with the token that was just refused.
            var token = await Credential(tenant, certificate).GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return new(token.Token, token.ExpiresOn);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new TokenException(EntraCode.In(exception.GetBaseException().Message) ?? EntraCode.In(exception.Message) ?? exception.GetType().Name, exception);
        }
        catch (ArgumentException exception)
        {
            throw new TokenException("MicrosoftAppTenantId, MicrosoftAppId or MicrosoftAppPassword is not usable", exception);
        }
    }

    private TokenCredential Credential(string? tenant, X509Certificate2? certificate)
    {
        var app = options.MicrosoftAppId;
        return options switch
        {
            { IsManagedIdentity: true } => Managed(ManagedIdentityId.FromUserAssignedClientId(app ?? "")),
            { Identity.ManagedIdentity: { } identity } => new ClientAssertionCredential(
                tenant, app, cancel => AssertionAsync(Managed(Named(identity)), cancel), Over(new ClientAssertionCredentialOptions())),
            { Identity.FederatedTokenFile: { } file } => new WorkloadIdentityCredential(
                Over(new WorkloadIdentityCredentialOptions { TenantId = tenant, ClientId = app, TokenFilePath = file })),
            _ when certificate is not null => new ClientCertificateCredential(tenant, app, certificate, Over(new ClientCertificateCredentialOptions())),
            _ => new ClientSecretCredential(tenant, app, options.MicrosoftAppPassword, Over(new ClientSecretCredentialOptions())),
        };
    }

    private static ManagedIdentityId Named(string identity) =>
        identity == IdentityOptions.System ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(identity);

    private ManagedIdentityCredential Managed(ManagedIdentityId identity) => new(Over(new ManagedIdentityCredentialOptions(identity)));

    /// <summary>The managed identity's own token is what the app's registration takes for a signature.</summary>
    private async Task<string> AssertionAsync(ManagedIdentityCredential managed, CancellationToken cancellationToken) =>
        (await managed.GetTokenAsync(new TokenRequestContext([options.Cloud.TokenExchange]), cancellationToken)).Token;

    private T Over<T>(T credentialOptions)
        where T : TokenCredentialOptions
    {
        credentialOptions.AuthorityHost = new(options.Cloud.LoginUrl);
        if (handler is not null)
        {
            credentialOptions.Transport = new HttpClientTransport(handler);
            credentialOptions.Retry.MaxRetries = 0;
        }

        return credentialOptions;
    }
}
