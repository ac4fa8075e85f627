using System.Diagnostics;

namespace ElectronicApplication.Testing;

public static class Wait
{
    /// <summary>Asks until the answer is there; fails with what was awaited and what was seen last.</summary>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? atMost = null)
        where T : class
    {
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        while (watch.Elapsed < (atMost ?? TimeSpan.FromSeconds(60)))
        {
            try
            {
                if (await ask() is { } answer)
                    return answer;
                last = null;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                last = e;
            }
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        throw new TimeoutException($"Waited {watch.Elapsed.TotalSeconds:F0} s for: {what}. {last?.Message}");
    }
}
