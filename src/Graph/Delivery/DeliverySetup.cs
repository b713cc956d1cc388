using Microsoft.Extensions.Options;
using NodaTime;
using Slotline.Graph.Delivery.Calendars;
using Slotline.Graph.Delivery.Wording;
using Slotline.Graph.Notifications;
using Slotline.Graph.Settings;
using Slotline.Graph.Visitors;
using Slotline.Persistence;

namespace Slotline.Graph.Delivery;

/// <summary>
/// Adds what carries messages out of the process. It needs the settings, the database and its changes.
/// </summary>
public static class DeliverySetup
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddOptions<DeliveryOptions>();
        return services
            .AddSingleton(Languages.Standard)
            .AddSingleton<Author>()
            .AddSingleton<Outbox>()
            .AddSingleton<Reminders>()
            .AddSingleton(provider => new PublicLinks(
                provider.GetRequiredService<SlotlineSettings>().PublicUrl,
                provider.GetRequiredService<VisitorLinks>().SignAsync))
            .AddSingleton(provider => new AppointmentCalendar(
                provider.GetRequiredService<SlotlineSettings>().Mail.From.Address))
            .AddSingleton(provider => new MailComposer(
                provider.GetRequiredService<Author>(),
                provider.GetRequiredService<SlotlineSettings>().Mail.From))
            .AddSingleton<NotificationArrivals>()
            .AddSingleton(MailerOf)
            .AddSingleton<Dispatcher>()
            .AddHostedService(provider => provider.GetRequiredService<Dispatcher>())
            .AddHostedService<ReminderWatch>();
    }

    private static IMailer MailerOf(IServiceProvider provider)
    {
        var mail = provider.GetRequiredService<SlotlineSettings>().Mail;
        var options = provider.GetRequiredService<IOptions<DeliveryOptions>>().Value;
        return mail.Host is null
            ? new FileMailer(mail.Directory)
            : new SmtpMailer(mail, options, provider.GetRequiredService<IClock>());
    }
}
