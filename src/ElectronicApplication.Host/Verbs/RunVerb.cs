namespace ElectronicApplication.Host.Verbs;

internal static class RunVerb
{
    public static async Task<int> ExecuteAsync(string[] options)
    {
        await using var host = await RunningHost.StartAsync(options);
        Announce(host);
        await host.WaitForShutdownAsync();
        return 0;
    }

    private static void Announce(RunningHost host)
    {
        var address = host.Address.ToString().TrimEnd('/');
        if (host.Settings.Has(Roles.Portal))
            Console.WriteLine($"  ポータル        portal      {address}/");
        if (host.Settings.Has(Roles.Staff))
            Console.WriteLine($"  職員用画面      staff desk  {address}/staff");
        if (host.Sandbox is { } sandbox)
            Console.WriteLine($"  サンドボックス  sandbox     {sandbox.Address}");
        Console.WriteLine($"  データ          data        {host.Settings.DataDirectory}");
    }
}
