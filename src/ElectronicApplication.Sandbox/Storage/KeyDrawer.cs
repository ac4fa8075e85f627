using System.Text;

namespace ElectronicApplication.Sandbox.Storage;

/// <summary>Keys and certificates as PEM files, made when first asked for and the same ever after.</summary>
internal sealed class KeyDrawer(string directory)
{
    private readonly Lock gate = new();

    public string GetOrCreate(string name, Func<string> make)
    {
        var path = Path.Combine(directory, name + ".pem");
        lock (gate)
        {
            if (File.Exists(path))
            {
                return File.ReadAllText(path);
            }
            Directory.CreateDirectory(directory);
            var pem = make();
            var unfinished = path + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using (var file = new FileStream(unfinished, options))
            {
                file.Write(Encoding.ASCII.GetBytes(pem));
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path);
            return pem;
        }
    }
}
