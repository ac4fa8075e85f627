using ElectronicApplication.Core.Administration;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Host.Verbs;

internal static class KeysVerb
{
    public static async Task<int> RotateAsync(string[] options)
    {
        await using var app = RunningHost.BuildForVerb(options);
        var keys = app.Services.GetRequiredService<KeyRing>();
        var id = keys.AddKey();
        // The file first: a row wrapped with a key that no file knows would be lost.
        keys.Save(app.Services.GetRequiredService<HostSettings>().KeyFile);
        await using var scope = app.Services.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<RotateKeys>().HandleAsync(CancellationToken.None);
        Console.WriteLine($"Key \"{id}\" is current; {count} data keys wrapped anew. The older keys stay in the file until the backups made with them are gone.");
        return 0;
    }
}
