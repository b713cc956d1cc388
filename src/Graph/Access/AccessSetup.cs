using Slotline.Graph.Access.Rates;
using Slotline.Graph.Access.Rules;
using Slotline.Graph.Engine;
using Slotline.Graph.SigningIn;
using Slotline.Graph.SigningIn.OpenIdConnect;
using Slotline.Graph.Settings;
using Slotline.Graph.Transport.Sockets;
using Slotline.Graph.Visitors;
using Slotline.Persistence.Access;

namespace Slotline.Graph.Access;

/// <summary>Adds who may come in, and how.</summary>
public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddOptions<AccessOptions>().Configure<IServiceProvider>(
            (options, provider) => provider.GetService<SlotlineSettings>()?.Access.Apply(options));
        return services
            .AddSingleton(provider => SignInOptionsNode.Of(provider.GetService<SlotlineSettings>()?.Oidc))
            .AddSingleton<Sessions>()
            .AddSingleton<SessionEnds>()
            .AddSingleton<SessionCookie>()
            .AddSingleton<Housekeeping>()
            .AddSingleton<SignInLocks>()
            .AddSingleton<FailedSignIns>()
            .AddSingleton<SignIns>()
            .AddSingleton<Passwords>()
            .AddSingleton<AccessLinks>()
            .AddSingleton<PublicBooking>()
            .AddSingleton<VisitorKeys>()
            .AddSingleton<VisitorLinks>()
            .AddSingleton<Afterwards>()
            .AddHostedService(provider => provider.GetRequiredService<Afterwards>())
            .AddHostedService<SessionWatch>()
            .AddScoped<CurrentSession>()
            .AddRates()
            .AddSingleton<IOperationGate, OperationGate>()
            .AddSingleton<AuthenticateSocket>(_ => Authentication.AdmitAsync);
    }
}
