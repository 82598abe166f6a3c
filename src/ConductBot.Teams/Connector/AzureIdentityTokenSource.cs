using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace ConductBot.Teams;

/// <summary>Asks Entra through Azure.Identity, in the way the app's type says.</summary>
public sealed class AzureIdentityTokenSource : ITokenSource
{
    /// <summary>The tenant in which every multi-tenant bot is registered.</summary>
    private const string MultiTenantAuthority = "botframework.com";

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

    public async Task<BearerToken> GetTokenAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            // A new credential each time: an old one would answer from its own cache with the token that was just refused.
            var token = await Credential().GetTokenAsync(new TokenRequestContext([scope]), cancellationToken);
            return new(token.Token, token.ExpiresOn);
        }
        catch (AuthenticationFailedException exception)
        {
            throw new TokenException(EntraCode.In(exception.GetBaseException().Message) ?? exception.GetType().Name, exception);
        }
        catch (ArgumentException exception)
        {
            throw new TokenException("MicrosoftAppTenantId, MicrosoftAppId or MicrosoftAppPassword is not usable", exception);
        }
    }

    private TokenCredential Credential()
    {
        if (options.IsType(BotFrameworkOptions.UserAssignedMsi))
        {
            var managed = new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(options.MicrosoftAppId ?? ""));
            return new ManagedIdentityCredential(Over(managed));
        }

        var tenant = options.IsType(BotFrameworkOptions.MultiTenant) ? MultiTenantAuthority : options.MicrosoftAppTenantId;
        return new ClientSecretCredential(tenant, options.MicrosoftAppId, options.MicrosoftAppPassword, Over(new ClientSecretCredentialOptions()));
    }

    private T Over<T>(T credentialOptions)
        where T : TokenCredentialOptions
    {
        if (handler is not null)
        {
            credentialOptions.Transport = new HttpClientTransport(handler);
            credentialOptions.Retry.MaxRetries = 0;
        }

        return credentialOptions;
    }
}
