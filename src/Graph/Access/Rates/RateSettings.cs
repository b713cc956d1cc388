using StackExchange.Redis;
using Slotline.Graph.Settings;
using Slotline.Graph.Transport.Rates;

namespace Slotline.Graph.Access.Rates;

internal static class RateSettings
{
    private const string Section = "Limits";

    private static readonly string[] Names = ["PerUser", "PerAddress", "PerVisitor", "SignIns"];

    /// <exception cref="WrongSetting">One of them is out of range, or unknown.</exception>
    public static RateLimits Read(SettingsReader reader)
    {
        reader.RefuseUnknown(Section, Names);
        var standard = RateLimits.Standard;
        return new RateLimits(
            PerMinute("PerUser", standard.PerUser),
            PerMinute("PerAddress", standard.PerAddress),
            PerMinute("PerVisitor", standard.PerVisitor),
            PerMinute("SignIns", standard.SignIns));

        int PerMinute(string name, int otherwise) =>
            reader.Number($"{Section}__{name}", 1, RateLimits.Most, otherwise);
    }

    public static IServiceCollection AddRates(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<SlotlineSettings>().Limits)
        .AddSingleton<OwnAllowances>()
        .AddSingleton<IAllowances>(provider => provider.GetService<IConnectionMultiplexer>() is { } redis
            ? ActivatorUtilities.CreateInstance<SharedAllowances>(provider, redis)
            : provider.GetRequiredService<OwnAllowances>())
        .AddSingleton<RateGate>()
        .AddSingleton<IRateGate>(provider => provider.GetRequiredService<RateGate>());
}
