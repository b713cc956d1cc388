using Microsoft.AspNetCore.HttpOverrides;
using Slotline.Graph.Engine;
using Slotline.Graph.Settings;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Exposure;

internal static class ExposureSetup
{
    /// <summary>
    /// Outside of development, strangers see neither the schema nor the console unless the settings say so.
    /// </summary>
    public static void AddExposure(this WebApplicationBuilder builder, ExposureSettings settings)
    {
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.Configure<GraphEngineOptions>(options => options.Introspection = settings.SchemaShownTo
            ?? (isDevelopment ? IntrospectionAccess.Everyone : IntrospectionAccess.SignedIn));
        builder.Services.Configure<GraphTransportOptions>(options => options.ServeConsole = isDevelopment);
    }

    /// <summary>Reads them now, so that a list that is wrong stops the start.</summary>
    public static void AddKnownOperations(this WebApplicationBuilder builder, KnownOperations operations)
    {
        var read = new GraphEngineOptions();
        operations.Configure(read, WebUi.DefaultFolder);
        builder.Services.Configure<GraphEngineOptions>(options =>
            (options.Known, options.HeldToKnown) = (read.Known, read.HeldToKnown));
    }

    /// <summary>Before all else: who is asking from where, and over what.</summary>
    public static void UseExposure(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SlotlineSettings>().Exposure;
        if (settings.TrustedProxies.Count > 0)
        {
            var options = new ForwardedHeadersOptions
            {
                ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
                ForwardLimit = null,
            };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in settings.TrustedProxies)
                options.KnownIPNetworks.Add(network);
            app.UseForwardedHeaders(options);
        }

        app.UseSafeHeaders(app.Environment.IsDevelopment());
    }
}
