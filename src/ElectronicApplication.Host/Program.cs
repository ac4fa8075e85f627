using ElectronicApplication.Host;

return await CommandLine.RunAsync(args);
