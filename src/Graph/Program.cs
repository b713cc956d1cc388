using NodaTime;
using Slotline.Graph;
using Slotline.Graph.Access;
using Slotline.Graph.Delivery;
using Slotline.Graph.Demo;
using Slotline.Graph.Engine;
using Slotline.Graph.Exposure;
using Slotline.Graph.Live;
using Slotline.Graph.Notifications;
using Slotline.Graph.Presence;
using Slotline.Graph.Scheduling;
using Slotline.Graph.Settings;
using Slotline.Graph.SigningIn.OpenIdConnect;
using Slotline.Graph.Transport;

return await Start.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder([.. args, SettingsSetup.ReadOnce]);
    var settings = await builder.AddSettingsAsync();
    builder.AddWebUi();
    builder.AddExposure(settings.Exposure);
    builder.AddKnownOperations(settings.KnownOperations);
    builder.Services.AddSingleton<IClock>(SystemClock.Instance);
    builder.Services.AddPersistence();
    builder.Services.AddScheduling();
    builder.Services.AddAccess();
    builder.Services.AddProviderSignIn(settings);
    builder.Services.AddLive(settings.RedisConnection);
    builder.Services.AddPresence();
    builder.Services.AddDelivery();
    builder.Services.AddGraphEngine();
    builder.Services.AddGraphTransport();

    var app = builder.Build();
    await app.UpdateSchemaAsync();
    await app.FillWhenEmptyAsync();
    app.UseExposure();
    app.UseFaults();
    app.UseAccess();
    app.MapProviderSignIn();
    app.MapHealth();
    app.MapGraphTransport();
    app.MapCalendarFeeds();
    app.MapWebUi();
    await app.RunAsync();
});
