using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Documents;

public static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DocumentOptions>().Bind(configuration.GetSection(DocumentOptions.Section)).Configure(o => DocumentOptions.Read(o, configuration))
            .Validate(o => o.TimestampUrl.Length == 0 || Uri.TryCreate(o.TimestampUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", "Documents:TimestampUrl must be an http(s) address.")
            .ValidateOnStart();
        services.AddHttpClient(TimestampClient.HttpClientName, c => (c.Timeout, c.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), 64 * 1024));
        return services
            .AddScoped<IRecordPart, DocumentRecord>()
            .AddSingleton<OfficeKeys>()
            .AddSingleton<TimestampClient>()
            .AddSingleton<DocumentRenderer>()
            .AddSingleton<CompiledTemplates>()
            .AddSingleton<TryTemplate>()
            .AddScoped<DocumentComposer>()
            .AddScoped<DocumentIssuer>()
            .AddScoped<IssueDocument>()
            .AddScoped<WithdrawDocument>()
            .AddScoped<FetchDocument>()
            .AddScoped<VerifyDocument>()
            .AddScoped<ListDocuments>()
            .AddScoped<PrintDocuments>()
            .AddScoped<KeepSeal>()
            .AddScoped<IssueInBulk>()
            .AddSweep<IssueRunSweep>();
    }
}
