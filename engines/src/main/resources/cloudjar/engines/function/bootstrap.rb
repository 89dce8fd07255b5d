# Starts functions written in Ruby: asks the Runtime API for invocations and calls the handler with them, as AWS's runtime
# does. Speaks HTTP over a socket of its own, since every invocation pays for it.
require 'json'
require 'logger'
require 'socket'
require 'stringio'

$stdout.sync = true
$stderr.sync = true

# What users may replace to read requests and write responses in their own way: AWS's names.
module AwsLambda
  class Marshaller
    class << self
      def marshall_request(raw_request)
        raw_request['Content-Type'] == 'application/json' ? JSON.parse(raw_request.body) : raw_request.body
      end

      def marshall_response(method_response)
        case method_response
        when StringIO, IO then [method_response, 'application/unknown']
        else method_response.to_json
        end
      end
    end
  end
end

class LambdaContext
  attr_reader :aws_request_id, :invoked_function_arn, :log_group_name, :log_stream_name, :function_name,
              :memory_limit_in_mb, :function_version, :identity, :tenant_id, :client_context, :deadline_ms

  def initialize(request)
    @aws_request_id = request['Lambda-Runtime-Aws-Request-Id']
    @invoked_function_arn = request['Lambda-Runtime-Invoked-Function-Arn']
    @deadline_ms = request['Lambda-Runtime-Deadline-Ms'].to_i
    @tenant_id = request['Lambda-Runtime-Aws-Tenant-Id']
    @identity = parsed(request['Lambda-Runtime-Cognito-Identity'])
    @client_context = parsed(request['Lambda-Runtime-Client-Context'])
    @log_group_name = ENV['AWS_LAMBDA_LOG_GROUP_NAME']
    @log_stream_name = ENV['AWS_LAMBDA_LOG_STREAM_NAME']
    @function_name = ENV['AWS_LAMBDA_FUNCTION_NAME']
    @function_version = ENV['AWS_LAMBDA_FUNCTION_VERSION']
    @memory_limit_in_mb = ENV['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
  end

  def get_remaining_time_in_millis
    [@deadline_ms - Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond), 0].max
  end

  private

  def parsed(text)
    JSON.parse(text) unless text.to_s.empty?
  end
end

module Cloudjar
  RUNTIME = '/2018-06-01/runtime/'

  # An answer of the Runtime API.
  class Answer
    attr_reader :body

    def initialize(headers, body)
      @headers = headers
      @body = body
    end

    def [](name)
      @headers[name.downcase]
    end
  end

  class Connection
    def initialize(address)
      host, port = address.split(':')
      @address = address
      @socket = TCPSocket.new(host, port.to_i)
      @socket.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1)
    end

    def get(path)
      request('GET', path, {}, '')
    end

    def post(path, headers, body)
      request('POST', path, headers, body)
    end

    private

    def request(method, path, headers, body)
      body = body.b
      head = +"#{method} #{RUNTIME}#{path} HTTP/1.1\r\nHost: #{@address}\r\nContent-Length: #{body.bytesize}\r\n"
      headers.each { |name, value| head << "#{name}: #{value}\r\n" }
      @socket.write(head.b << "\r\n" << body)
      answer
    end

    def answer
      line or exit!(0)
      headers = {}
      until (text = line || exit!(0)).empty?
        name, value = text.split(':', 2)
        headers[name.downcase] = value.strip
      end
      length = headers['content-length'].to_i
      Answer.new(headers, length.zero? ? +'' : @socket.read(length).force_encoding('UTF-8'))
    end

    def line
      @socket.gets&.chomp
    end
  end

  # An exception, as it is told and written.
  class Failure
    TOLD = %w[ArgumentError NoMethodError Exception StandardError NameError LoadError SystemExit SystemStackError].freeze
    TRACE_MAX = 100

    def initialize(error, part)
      @error = error
      @type = "#{part}<#{error.class}>"
    end

    def header
      { 'Content-Type' => 'application/json',
        'Lambda-Runtime-Function-Error-Type' => TOLD.include?(@error.class.to_s) ? @type : 'Function<UserException>' }
    end

    def body
      trace = (@error.backtrace || []).take_while { |place| !place.start_with?(__FILE__) }
      { errorMessage: @error.message, errorType: @type, stackTrace: trace.first(TRACE_MAX) }
    end

    def note(what)
      puts what
      puts JSON.pretty_generate(body)
    end
  end

  # What loggers write to the outputs: one event a message, with the request it belongs to.
  module Lines
    FORMAT = "%s, [%s #%d] %5s %s -- %s: %s"

    def initialize(device, *rest, **options)
      if [$stdout, $stderr].include?(device) && !options[:formatter]
        options[:formatter] = lambda do |severity, time, program, message|
          text = message.is_a?(String) ? message : Logger::Formatter.new.send(:msg2str, message)
          at = time.strftime('%Y-%m-%dT%H:%M:%S.%6N')
          format(FORMAT, severity[0], at, $$, severity, $_global_aws_request_id, program, text).gsub("\n", "\r") + "\n"
        end
      end
      super(device, *rest, **options)
    end
  end

  class Runtime
    def initialize
      @connection = Connection.new(ENV.fetch('AWS_LAMBDA_RUNTIME_API'))
      @handler = ENV.fetch('_HANDLER', '')
    end

    def run
      load_handler
      loop { serve(@connection.get('invocation/next')) }
    end

    private

    def load_handler
      parts = @handler.split('.')
      unless [2, 3].include?(parts.size)
        raise ArgumentError, "Invalid handler #{parts}, must be of form FILENAME.METHOD or FILENAME.CLASS.METHOD where FILENAME corresponds with an existing Ruby source file FILENAME.rb, CLASS is an optional module/class namespace and METHOD is a callable method. If using CLASS, METHOD must be a class-level method."
      end
      @owner = parts[1] if parts.size == 3
      @method = parts.last
      require parts.first
    rescue Exception => e # rubocop:disable Lint/RescueException
      failure = Failure.new(e, 'Init')
      failure.note("Init error when loading handler #{@handler}")
      @connection.post('init/error', failure.header, JSON.generate(failure.body))
      exit!(252) # AWS's runtime: -4
    end

    def serve(request)
      id = request['Lambda-Runtime-Aws-Request-Id']
      $_global_aws_request_id = id
      ENV['_X_AMZN_TRACE_ID'] = request['Lambda-Runtime-Trace-Id'] if request['Lambda-Runtime-Trace-Id']
      body, type = response(request)
      body = body.read if type == 'application/unknown'
      mark(id)
      @connection.post("invocation/#{id}/response", { 'Content-Type' => type || 'application/json' }, body)
    rescue NameError => e # and NoMethodError: AWS's runtime gives up after them
      fail(id, e, 'Critical exception from handler')
      exit!(255)
    rescue StandardError => e
      fail(id, e, 'Error raised from handler method')
    rescue Exception => e # rubocop:disable Lint/RescueException
      fail(id, e, 'Critical exception from handler')
      exit!(255)
    end

    def response(request)
      options = { event: AwsLambda::Marshaller.marshall_request(request), context: LambdaContext.new(request) }
      result = @owner ? Kernel.const_get(@owner).send(@method, **options) : TOPLEVEL.send(@method, **options)
      AwsLambda::Marshaller.marshall_response(result)
    end

    def fail(id, error, what)
      failure = Failure.new(error, 'Function')
      failure.note(what)
      mark(id)
      @connection.post("invocation/#{id}/error", failure.header, JSON.generate(failure.body))
    end

    def mark(id)
      $stderr.flush
      STDOUT.syswrite("\u0001cloudjar #{id}\n")
    rescue SystemCallError, IOError
      nil
    end
  end

  # Gems of the function and its layers come before those of the machine.
  def self.find_gems
    opt = ENV.fetch('RUBYLIB', '').split(':').last.to_s.delete_suffix('/lib')
    own = Dir["#{ENV['LAMBDA_TASK_ROOT']}/vendor/bundle/ruby/*"] + Dir["#{opt}/gems/*"]
    return if own.empty?

    ENV['GEM_PATH'] = [*own, *Gem.path].uniq.join(':')
    Gem.clear_paths
  end
end

TOPLEVEL = self
Logger.prepend(Cloudjar::Lines)
# Lines that are written at once are one event.
module Kernel
  def puts(*values)
    text = values.flatten.map(&:to_s).join("\n")
    $stdout.write(text.chomp.gsub("\n", "\r") + "\n")
    nil
  end
end

Cloudjar.find_gems
$LOAD_PATH.unshift(ENV['LAMBDA_TASK_ROOT'])
Cloudjar::Runtime.new.run
