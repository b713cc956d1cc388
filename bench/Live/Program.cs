using Slotline.Live;

// The program runs itself again for each process that is measured apart: the clients, and the bare server.
return args switch
{
    ["crowd", var address, var protocol, var token] => await Crowd.RunAsync(new Uri(address), protocol, token),
    ["bare", var redis, var channel] => await BareServer.RunAsync(redis, channel),
    [var sockets, var rounds] =>
        await Comparison.RunAsync([int.Parse(sockets, null)], int.Parse(rounds, null)),
    _ => await Comparison.RunAsync([1_000, 5_000, 10_000], rounds: 5),
};
