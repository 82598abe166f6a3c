namespace ConductBot.Teams;

/// <summary>
/// Says in plain words what a failure to get a token means and which setting mends it. Entra's own explanations are not for
/// logs; its numbers are, and they are on its page of error codes.
/// </summary>
public static class TokenAdvice
{
    /// <param name="failure">The message of a <see cref="TokenException"/>.</param>
    /// <param name="options">What was asked with.</param>
    public static string For(string failure, BotFrameworkOptions options)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(options);
        return Of(EntraCode.In(failure), failure, options) ?? $"No token can be had from {Where(options)} ({failure}).";
    }

    private static string? Of(string? code, string failure, BotFrameworkOptions options) => code switch
    {
        "AADSTS700016" => options.IsType(BotFrameworkOptions.MultiTenant)
            ? $"MicrosoftAppType: Entra does not know the app as a multi-tenant bot ({code}). New registrations are SingleTenant: set that and MicrosoftAppTenantId."
            : $"MicrosoftAppId: the tenant {options.MicrosoftAppTenantId} does not know the app {options.MicrosoftAppId} ({code}). Compare both with the registration's overview page.",
        "AADSTS90002" or "AADSTS900023" or "AADSTS900021" => $"MicrosoftAppTenantId: there is no tenant '{options.MicrosoftAppTenantId}' in the cloud {options.Cloud.Name} ({code}).",
        "AADSTS7000215" => $"MicrosoftAppPassword: Entra does not accept it ({code}). It must be the secret's value, not its id.",
        "AADSTS7000222" => $"MicrosoftAppPassword: the secret has expired ({code}). Make a new one in the app's registration.",
        "AADSTS7000216" or "AADSTS7000218" => $"MicrosoftAppPassword: Entra was shown neither a secret nor a certificate ({code}).",
        "AADSTS7000229" => $"MicrosoftAppTenantId: the app is registered but not present in the tenant ({code}). Create its enterprise application there.",
        "AADSTS7000112" => $"MicrosoftAppId: the app is switched off in the tenant ({code}).",
        "AADSTS500011" => $"Cloud: the tenant does not know what the token was asked for ({code}), as if it were in another cloud than {options.Cloud.Name}.",
        "AADSTS900382" or "AADSTS900439" or "AADSTS90038" => $"Cloud: the tenant is in another cloud than {options.Cloud.Name} ({code}).",
        "AADSTS700027" or "AADSTS700030" => $"Identity:CertificatePath: the registration does not list this certificate, or it has expired ({code}).",
        "AADSTS700024" => $"The clock of this machine is wrong, or the certificate or federated token is not valid now ({code}).",
        "AADSTS70021" or "AADSTS700211" or "AADSTS700212" or "AADSTS700213" =>
            $"Identity:{(options.Identity.ManagedIdentity is null ? "FederatedTokenFile" : "ManagedIdentity")}: the registration has no federated credential with this issuer, subject and audience ({code}).",
        "AADSTS53003" => $"A conditional access policy of the tenant keeps the app out ({code}).",
        { } other => $"Entra refuses the app a token ({other}).",
        null when failure.StartsWith("Identity:", StringComparison.Ordinal) => failure + ".",
        null when options.IsManagedIdentity || options.Identity.ManagedIdentity is not null =>
            $"This machine has no such managed identity, or does not say ({failure}). Assign it to the App Service or virtual machine that runs the bot.",
        null => null,
    };

    private static string Where(BotFrameworkOptions options) =>
        new Uri(options.TokenUrl ?? options.Cloud.LoginUrl).Host;
}
